from django.db.models import TextChoices


class Gender(TextChoices):
    FEMALE = "femenino", "Femenino"
    MALE = "masculino", "Masculino"
    OTHER = "otro", "Otro"
    UNSAID = "no_dice", "Prefiero no decirlo"
