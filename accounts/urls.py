from django.urls import path

from accounts.views.dashboard import dashboard
from accounts.views.sign_in import SignIn, SignOut

urlpatterns = [
    path("escritorio/", dashboard, name="dashboard"),
    # /cuenta/
    path("cuenta/ingreso/", SignIn.as_view(), name="sign-in"),
    path("cuenta/salir/", SignOut.as_view(), name="sign-out"),
]
