/**
 * Goes into an EJB archive of the application under test. Nothing but what workflows there need.
 */
@NullMarked
package dev.holdfast.it.place.ejbjar;

import org.jspecify.annotations.NullMarked;
