package dev.holdfast.web.security;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/**
 * Says what the server does with sessions: their ids are in a cookie only, which scripts and other
 * sites cannot use, and they end some time after the last request.
 */
@WebListener
public class SessionRules implements ServletContextListener {

  private static final int MINUTES = 30;
  private static final int LONGEST_MINUTES = 1440;

  /** Makes the listener. */
  public SessionRules() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Settings settings = Settings.ofProcess();
    event
        .getServletContext()
        .setSessionTimeout(settings.whole("holdfast.session.minutes", MINUTES, 1, LONGEST_MINUTES));
    event.getServletContext().setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
    SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    // Else the server decides: both Payaras mark it when the request came by HTTPS.
    if (settings.flag("holdfast.session.secure")) {
      cookie.setSecure(true);
    }
  }
}
