"""Deliveries of the billing system: CSV tables and documents, checked, merged and kept."""
