from accounts.models.form_sent import FormSent
from accounts.models.reading import AccountReading
from accounts.models.session import Session
from accounts.models.user import RutField, User, UserManager

__all__ = ["AccountReading", "FormSent", "RutField", "Session", "User", "UserManager"]
