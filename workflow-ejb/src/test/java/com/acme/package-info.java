/** Holds classes as applications have them, for tests of what can be stored. */
package com.acme;
