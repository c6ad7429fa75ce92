"""What each part of a customer's page says, gathered without HTTP."""
