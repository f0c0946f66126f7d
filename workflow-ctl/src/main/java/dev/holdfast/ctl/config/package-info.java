/**
 * Finds out which server is meant and who calls: from options, the environment and the file of
 * profiles. Nothing here may print a password.
 */
@NullMarked
package dev.holdfast.ctl.config;

import org.jspecify.annotations.NullMarked;
