/**
 * Tells load balancers and operators whether this server is fit. Needs no login, tells no details.
 */
@NullMarked
package dev.holdfast.web.health;

import org.jspecify.annotations.NullMarked;
