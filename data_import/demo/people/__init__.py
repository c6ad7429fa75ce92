"""The people of the demo: invented customers on its transformers, their bills and documents, and accounts to sign in with."""
