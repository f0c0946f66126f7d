/** Goes into a library of the web archive under test. Nothing but what workflows there need. */
@NullMarked
package dev.holdfast.it.place.weblibrary;

import org.jspecify.annotations.NullMarked;
