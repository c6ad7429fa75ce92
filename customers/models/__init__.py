from customers.models.bill import Bill, Charge, Dte
from customers.models.customer import Customer, Service
from customers.models.delivery import Delivery, ReplacedRow, SetAside
from customers.models.generation import EgContract, EgDocument, EgShare, Injection, PriceIndex, Reading, Remainder
from customers.models.link import NumberLookup, ProofAttempt, ServiceLink, StaffReading
from customers.models.stored_file import StoredFile

__all__ = [
    "Bill",
    "Charge",
    "Customer",
    "Delivery",
    "Dte",
    "EgContract",
    "EgDocument",
    "EgShare",
    "Injection",
    "NumberLookup",
    "PriceIndex",
    "ProofAttempt",
    "Reading",
    "Remainder",
    "ReplacedRow",
    "Service",
    "ServiceLink",
    "SetAside",
    "StaffReading",
    "StoredFile",
]
