package dev.holdfast.testing;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.json.JsonbPayloadCodec;
import java.net.URI;

/**
 * Introspects the instances of a server that was started in test mode ({@code
 * holdfast.test-mode=true}), as a test in another process. The server's clock goes as it goes.
 *
 * <p>Results are read as maps, lists, texts and numbers unless a type is asked for. A mocked error
 * is made anew in the server: its class must be there and have a constructor for a message.
 * Thread-safe.
 */
public final class RemoteIntrospector {

  private final RemoteIntrospection introspection;
  private final RemoteObserver observer;

  private RemoteIntrospector(ServerHttp http, PayloadCodec codec) {
    this.introspection = new RemoteIntrospection(http, codec);
    this.observer = new RemoteObserver(http, codec);
  }

  /**
   * Names the server.
   *
   * @param base where its HTTP interface is, such as {@code http://127.0.0.1:8080/holdfast/api}
   * @param user a user with the role admin
   * @param password its password
   * @return the introspector
   */
  public static RemoteIntrospector of(URI base, String user, String password) {
    PayloadCodec codec = new JsonbPayloadCodec();
    return new RemoteIntrospector(new ServerHttp(base, user, password, codec), codec);
  }

  /**
   * Looks into an instance that may be created later.
   *
   * @param workflow name of its workflow
   * @param id its id
   * @return its introspector
   */
  public InstanceIntrospector introspect(String workflow, String id) {
    return new InstanceIntrospector(
        new InstanceKey(workflow, id), introspection, observer, TestServer.PATIENCE);
  }

  /**
   * Looks into all instances of a workflow that are created from now on.
   *
   * @param workflow name of the workflow
   * @return its introspector
   * @throws dev.holdfast.api.InvalidRequestException {@code request.invalid} when one is open
   */
  public WorkflowIntrospector introspectAll(String workflow) {
    return new WorkflowIntrospector(workflow, introspection, observer);
  }
}
