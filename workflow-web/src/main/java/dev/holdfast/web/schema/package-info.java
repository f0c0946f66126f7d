/**
 * Says what requests and answers look like, as records that nothing is ever put into: the build
 * makes the schemas of the API's description out of them, their comments included. A component that
 * is nullable may be null, one that is optional may be left out. Whether they are true is proven by
 * every test that talks to the resources.
 */
@NullMarked
package dev.holdfast.web.schema;

import org.jspecify.annotations.NullMarked;
