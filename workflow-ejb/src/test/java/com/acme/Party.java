package com.acme;

/** Is the superclass of a bean. */
public abstract class Party {

  private long id;

  public long getId() {
    return id;
  }

  public void setId(long id) {
    this.id = id;
  }
}
