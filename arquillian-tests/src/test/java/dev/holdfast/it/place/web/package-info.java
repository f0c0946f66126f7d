/** Goes into the classes of the web archive under test. Nothing but what workflows there need. */
@NullMarked
package dev.holdfast.it.place.web;

import org.jspecify.annotations.NullMarked;
