package com.acme;

import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.time.LocalDate;

/** Is a hierarchy that names its subtypes by annotation. */
@JsonbTypeInfo(
    key = "kind",
    value = {
      @JsonbSubtype(alias = "cash", type = Payment.Cash.class),
      @JsonbSubtype(alias = "card", type = Payment.Card.class)
    })
public interface Payment {

  /** Is one of them. */
  record Cash(int amount) implements Payment {}

  /** Is another one. */
  record Card(String number, int amount) implements Payment {}

  /** Is a record that JSON-B is told how to write. */
  @SuppressWarnings("ArrayRecordComponent")
  record Receipt(
      @JsonbProperty("receipt_no") String number,
      @JsonbDateFormat("dd.MM.yyyy") LocalDate on,
      byte[] image) {}

  /** Is a bean that leaves something out. */
  class Account {

    @JsonbTransient private int balance;
    private String owner = "";

    public int getBalance() {
      return balance;
    }

    public void setBalance(int balance) {
      this.balance = balance;
    }

    public String getOwner() {
      return owner;
    }

    public void setOwner(String owner) {
      this.owner = owner;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Account that && balance == that.balance && owner.equals(that.owner);
    }

    @Override
    public int hashCode() {
      return owner.hashCode();
    }
  }
}
