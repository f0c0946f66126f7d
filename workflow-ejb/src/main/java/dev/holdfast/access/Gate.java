package dev.holdfast.access;

import jakarta.ejb.EJBAccessException;

/**
 * Lets the caller of the present thread pass or not. The container decides before the method is
 * entered; the methods do nothing. Takes part in no transaction and ends none.
 */
public interface Gate {

  /**
   * Lets pass who may read.
   *
   * @throws EJBAccessException when the caller does not have the role
   */
  void viewer();

  /**
   * Lets pass who may create instances and send events.
   *
   * @throws EJBAccessException when the caller does not have the role
   */
  void starter();

  /**
   * Lets pass who may control instances.
   *
   * @throws EJBAccessException when the caller does not have the role
   */
  void operator();

  /**
   * Lets pass who may delete.
   *
   * @throws EJBAccessException when the caller does not have the role
   */
  void admin();

  /**
   * Returns who calls.
   *
   * @return the caller, whatever the roles are
   */
  Caller caller();
}
