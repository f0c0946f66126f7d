package dev.holdfast.testing;

import dev.holdfast.api.WorkflowEntrypoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes the kit of a test when it is first asked for, and closes it after the test. */
final class KitParameters implements ParameterResolver, AfterEachCallback {

  private static final Namespace OURS = Namespace.create(KitParameters.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == HoldfastKit.class || type == TestClock.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    HoldfastKit kit =
        context
            .getStore(OURS)
            .getOrComputeIfAbsent(HoldfastKit.class, key -> newKit(context), HoldfastKit.class);
    return parameter.getParameter().getType() == HoldfastKit.class ? kit : kit.clock();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    @Nullable HoldfastKit kit = context.getStore(OURS).get(HoldfastKit.class, HoldfastKit.class);
    if (kit != null) {
      kit.close();
    }
  }

  private static HoldfastKit newKit(ExtensionContext context) {
    HoldfastKit kit = HoldfastKit.create();
    @Nullable Class<?> annotated = context.getRequiredTestClass();
    while (annotated != null && !annotated.isAnnotationPresent(HoldfastTest.class)) {
      annotated = annotated.getEnclosingClass();
    }
    if (annotated != null) {
      for (Class<? extends WorkflowEntrypoint<?, ?>> type :
          annotated.getAnnotation(HoldfastTest.class).value()) {
        kit.deploy(type);
      }
    }
    return kit;
  }
}
