package com.acme;

/** Is an enum, one constant of which has a body. */
public enum Color {
  RED,
  GREEN {
    @Override
    public boolean isCalm() {
      return true;
    }
  };

  public boolean isCalm() {
    return false;
  }
}
