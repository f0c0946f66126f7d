package dev.holdfast.testing;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.probe.Introspection;
import dev.holdfast.engine.probe.Modification;
import dev.holdfast.engine.probe.ModificationForm;
import java.util.Collection;
import java.util.List;

/** Changes what goes on in a server in test mode. */
record RemoteIntrospection(ServerHttp http, PayloadCodec codec) implements Introspection {

  /** Is the body of a modification. */
  record Body(List<ModificationForm> modifications) {}

  @Override
  public void modify(InstanceKey key, Collection<Modification> modifications) {
    http.post(instance(key) + "/modifications", json(modifications));
  }

  @Override
  public void erase(InstanceKey key) {
    http.delete(instance(key));
  }

  @Override
  public void open(String workflow) {
    http.post(workflow(workflow) + "/introspection", "");
  }

  @Override
  public void modifyAll(String workflow, Collection<Modification> modifications) {
    http.post(workflow(workflow) + "/introspection/modifications", json(modifications));
  }

  @Override
  public List<InstanceKey> instances(String workflow) {
    List<?> ids =
        http.get(workflow(workflow) + "/introspection/instances")
            .map(answer -> (List<?>) answer.get("items"))
            .orElse(List.of());
    return ids.stream().map(id -> new InstanceKey(workflow, (String) id)).toList();
  }

  @Override
  public void close(String workflow) {
    http.delete(workflow(workflow) + "/introspection");
  }

  private String json(Collection<Modification> modifications) {
    Body body = new Body(modifications.stream().map(it -> ModificationForm.of(it, codec)).toList());
    return codec.encode(body, Body.class).data();
  }

  private static String workflow(String name) {
    return "/testing/workflows/" + ServerHttp.segment(name);
  }

  private static String instance(InstanceKey key) {
    return workflow(key.workflow()) + "/instances/" + ServerHttp.segment(key.id());
  }
}
