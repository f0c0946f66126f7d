package com.acme;

/** Is a sealed hierarchy without annotations. */
public sealed interface Shape {

  /** Is one of the shapes. */
  record Circle(double radius) implements Shape {}

  /** Is another one, with the same members as none. */
  record Square(int side, Color color) implements Shape {}

  /** Is one that is no object in JSON. */
  enum Fixed implements Shape {
    POINT,
    PLANE
  }

  /** Is one that contains others. */
  record Group(java.util.List<Shape> parts) implements Shape {}
}
