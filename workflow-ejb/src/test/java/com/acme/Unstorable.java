package com.acme;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds classes whose values cannot be stored. */
public final class Unstorable {

  private Unstorable() {}

  /** Is an interface that anybody may implement. */
  public interface Plugin {}

  /** Implements it. */
  public record Zip(int level) implements Plugin {}

  /** Holds one, and a list of what may be lambdas. */
  public record Job(String name, List<Task> tasks, Plugin plugin) {}

  /** Holds something to call. */
  public record Task(String name, Runnable callback) {}

  /** Holds anything. */
  public record Holder(Object content) {}

  /** Holds an optional. */
  public record Note(Optional<String> text) {}

  /** Contains itself. */
  public static class Node {
    public String name = "";
    public List<Node> children = new ArrayList<>();
  }

  /** Has no constructor without parameters. */
  public static class Money {
    private final long cents;

    public Money(long cents) {
      this.cents = cents;
    }

    public long getCents() {
      return cents;
    }
  }

  /** Has nothing but behaviour. */
  public static class Mailer {}

  /** Needs its outer object. */
  @SuppressWarnings("ClassCanBeStatic")
  public class Inner {
    public int size;
  }

  /** Returns an object that needs an outer one. */
  public static Object inner() {
    return new Unstorable().new Inner();
  }

  /** Returns an object of an anonymous class. */
  public static Object anonymous() {
    return new Plugin() {};
  }

  /** Is a payment that the interface does not know. */
  public record Voucher(int amount) implements Payment {}

  /** Has more than its superclass. */
  public static class Vip extends Customer {
    public int discount;
  }

  /** Does not keep what it is given. */
  public record Counter(int count) {
    public Counter {
      count++;
    }
  }

  /** Does not take back what it gave. */
  public record Even(int half) {
    public Even {
      if (half % 2 != 0) {
        throw new IllegalArgumentException("odd");
      }
      half = half / 2;
    }
  }

  /** Compares what is not stored. */
  public static class Session {
    public transient int token;
    public String user = "";

    @Override
    public boolean equals(Object other) {
      return other instanceof Session that && token == that.token && user.equals(that.user);
    }

    @Override
    public int hashCode() {
      return user.hashCode();
    }
  }

  /** Is a collection of its own kind. */
  public static class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
  }

  /** Is a resource. */
  public static class Handle implements AutoCloseable {
    public int number;

    @Override
    public void close() {}
  }
}
