/** Shows the schedules of workflows and steers them. When they fire is the engine's business. */
@NullMarked
package dev.holdfast.web.schedule;

import org.jspecify.annotations.NullMarked;
