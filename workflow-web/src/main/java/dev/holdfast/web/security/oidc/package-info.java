/**
 * Talks to a provider of OpenID Connect: sends people there to log in, exchanges the code they come
 * back with, and checks tokens. Knows nothing of requests, sessions and roles.
 */
@NullMarked
package dev.holdfast.web.security.oidc;

import org.jspecify.annotations.NullMarked;
