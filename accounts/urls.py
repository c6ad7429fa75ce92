from django.urls import path

from accounts.views import my_data, passwords, registration, second_factor
from accounts.views.dashboard import dashboard
from accounts.views.sign_in import SignIn, SignOut, code_page

urlpatterns = [
    path("escritorio/", dashboard, name="dashboard"),
    # /cuenta/registro/
    path("cuenta/registro/", registration.registration, name="registration"),
    path("cuenta/registro/listo/", registration.registered, name="registered"),
    # /cuenta/correo/
    path("cuenta/correo/", registration.send_again, name="send-confirmation"),
    path("cuenta/correo/<str:mark>/<str:token>/", registration.email_confirmed, name="confirm-email"),
    # /cuenta/ingreso/
    path("cuenta/ingreso/", SignIn.as_view(), name="sign-in"),
    path("cuenta/ingreso/codigo/", code_page, name="sign-in-code"),
    path("cuenta/salir/", SignOut.as_view(), name="sign-out"),
    # /cuenta/clave/, /cuenta/recuperar/
    path("cuenta/clave/", passwords.change_password, name="change-password"),
    path("cuenta/recuperar/", passwords.lost_password, name="lost-password"),
    path("cuenta/recuperar/enviado/", passwords.recovery_sent, name="recovery-sent"),
    path("cuenta/recuperar/lista/", passwords.recovered, name="recovered"),
    path("cuenta/recuperar/<str:uidb64>/<str:token>/", passwords.NewPassword.as_view(), name="new-password"),
    # /cuenta/datos/
    path("cuenta/datos/", my_data.my_data, name="my-data"),
    path("cuenta/datos/sesiones/", my_data.end_sessions_page, name="end-sessions"),
    path("cuenta/datos/descarga/", my_data.download, name="download-my-data"),
    path("cuenta/datos/eliminar/", my_data.close, name="close-account"),
    # /cuenta/segundo-factor/
    path("cuenta/segundo-factor/", second_factor.second_factor, name="second-factor"),
    path("cuenta/segundo-factor/qr.svg", second_factor.qr, name="second-factor-qr"),
    path("cuenta/segundo-factor/codigos/", second_factor.renew_codes, name="renew-recovery-codes"),
    path("cuenta/segundo-factor/quitar/", second_factor.remove, name="remove-second-factor"),
]
