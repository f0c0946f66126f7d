package dev.holdfast.web.security;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Ends the session of who has used the login page, when the form has the session's token. */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Makes the servlet. */
  public LogoutServlet() {}

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Login> login = Login.of(request);
    if (login.isPresent() && !login.get().token().equals(request.getParameter("token"))) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    Login.end(request);
    PageRequest.redirect(response, request.getContextPath() + "/login.xhtml");
  }
}
