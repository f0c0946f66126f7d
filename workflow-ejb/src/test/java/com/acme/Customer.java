package com.acme;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Is a bean with an inherited property, and one without setter. */
public class Customer extends Party {

  private final List<String> tags = new ArrayList<>();
  private String name = "nobody";
  private Customer boss;
  private boolean active = true;
  private transient int cached;

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Customer getBoss() {
    return boss;
  }

  public void setBoss(Customer boss) {
    this.boss = boss;
  }

  public boolean isActive() {
    return active;
  }

  public void setActive(boolean active) {
    this.active = active;
  }

  public List<String> getTags() {
    return tags;
  }

  public int getCached() {
    return cached;
  }

  public void setCached(int cached) {
    this.cached = cached;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Customer that
        && Objects.equals(name, that.name)
        && Objects.equals(boss, that.boss)
        && active == that.active
        && tags.equals(that.tags)
        && getId() == that.getId();
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, getId());
  }
}
