/** Tests of the pages in a real browser, which looks at the packed server. */
@NullMarked
package dev.holdfast.micro.browser;

import org.jspecify.annotations.NullMarked;
