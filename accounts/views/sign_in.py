from django.contrib.auth.views import LoginView, LogoutView

from accounts.access import kept_by_nobody
from accounts.forms import SignInForm


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request, *args, **kwargs):
        return kept_by_nobody(super().dispatch(request, *args, **kwargs))


class SignOut(LogoutView):
    next_page = "/"
