package com.acme;

/** Is a generic bean. */
public class Box<T> {

  private T content;

  public T getContent() {
    return content;
  }

  public void setContent(T content) {
    this.content = content;
  }
}
