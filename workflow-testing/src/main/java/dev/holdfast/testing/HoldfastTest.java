package dev.holdfast.testing;

import dev.holdfast.api.WorkflowEntrypoint;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class a {@link HoldfastKit} of its own, as a parameter of its methods. A
 * parameter of type {@link TestClock} is that kit's clock.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(KitParameters.class)
public @interface HoldfastTest {

  /**
   * The workflows to deploy, each with a constructor without parameters. Others are deployed by the
   * test itself.
   *
   * @return the classes
   */
  Class<? extends WorkflowEntrypoint<?, ?>>[] value() default {};
}
