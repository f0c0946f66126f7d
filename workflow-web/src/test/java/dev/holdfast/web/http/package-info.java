/**
 * Asks the resources over real HTTP, in the process of the test, with a fake engine behind them.
 * What only a server does (logins, roles) is not tested here.
 */
@NullMarked
package dev.holdfast.web.http;

import org.jspecify.annotations.NullMarked;
