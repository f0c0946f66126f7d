package dev.holdfast.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses forms that a page of another site makes a browser send to a page of this one. */
@WebFilter(urlPatterns = {"*.xhtml", "/logout"})
public class PageSiteFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Makes the filter. */
  public PageSiteFilter() {}

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (OwnSite.refuses(request.getMethod(), request::getHeader)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      chain.doFilter(request, response);
    }
  }
}
