package com.acme;

import java.util.List;

/** Is a bean that says what the variable of its generic superclass stands for. */
public class Items extends Box<List<Item>> {

  @Override
  public boolean equals(Object other) {
    return other instanceof Items that && getContent().equals(that.getContent());
  }

  @Override
  public int hashCode() {
    return getContent().hashCode();
  }
}
