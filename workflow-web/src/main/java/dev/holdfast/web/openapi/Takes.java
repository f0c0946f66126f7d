package dev.holdfast.web.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what the body of a call looks like. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Takes {

  /**
   * Returns what it looks like.
   *
   * @return a record of {@link dev.holdfast.web.schema}; {@code Object} stands for any JSON, {@code
   *     String} for text
   */
  Class<?> value();

  /**
   * Returns the types that it may have.
   *
   * @return types of media
   */
  String[] types() default {"application/json"};

  /**
   * Tells whether it may be empty.
   *
   * @return true when it may
   */
  boolean optional() default false;
}
