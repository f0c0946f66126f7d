/** Deploys the shipped archive again and again, and looks at what stays behind in the server. */
@NullMarked
package dev.holdfast.it.redeployment;

import org.jspecify.annotations.NullMarked;
