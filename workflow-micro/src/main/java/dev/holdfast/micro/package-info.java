/**
 * Starts Holdfast on Payara Micro: reads the settings, checks what can be checked before the server
 * starts, starts it. Nothing here may know workflows.
 */
@NullMarked
package dev.holdfast.micro;

import org.jspecify.annotations.NullMarked;
