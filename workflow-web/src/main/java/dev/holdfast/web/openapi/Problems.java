package dev.holdfast.web.openapi;

import dev.holdfast.web.problem.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the problems that a call may be answered with, besides those of every call: a missing login
 * or role, a bad parameter or body, a database out of reach, and whatever nobody expects.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Problems {

  /**
   * Returns the problems.
   *
   * @return in any order
   */
  ProblemType[] value();
}
