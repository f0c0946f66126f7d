package dev.holdfast.api;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects the workflow whose client is injected: {@code @Inject @WorkflowRef("order") Workflows
 * orders}.
 *
 * <p>The name is looked up at the first call, so a workflow that is deployed later may be named;
 * until then calls fail with {@code workflow.not_found}.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface WorkflowRef {

  /**
   * The name of the workflow.
   *
   * @return the value of its {@link Workflow} annotation
   */
  @Nonbinding
  String value() default "";
}
