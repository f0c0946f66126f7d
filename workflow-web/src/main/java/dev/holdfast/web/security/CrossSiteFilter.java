package dev.holdfast.web.security;

import dev.holdfast.web.problem.Problem;
import dev.holdfast.web.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses changes that a page of another site makes a browser send with the user's login. */
@Provider
public class CrossSiteFilter implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (OwnSite.refuses(request.getMethod(), request::getHeaderString)) {
      request.abortWith(
          Problem.of(
                  ProblemType.ACCESS_DENIED,
                  "Changes are not taken from pages of another site: use a client, or a page of"
                      + " this server.")
              .toResponse());
    }
  }
}
