package dev.holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Item;
import com.acme.Page;
import com.acme.Result;
import com.acme.Shape;
import dev.holdfast.api.TypeToken;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds how types are written, and that they are read as the compiler has them. */
class TypeDescriptorTest {

  private final ClassLoader loader = getClass().getClassLoader();

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(new TypeToken<String>() {}, "java.lang.String"),
        Arguments.of(new TypeToken<Item>() {}, "com.acme.Item"),
        Arguments.of(new TypeToken<Shape.Circle>() {}, "com.acme.Shape$Circle"),
        Arguments.of(TypeToken.of(int.class), "int"),
        Arguments.of(new TypeToken<int[]>() {}, "int[]"),
        Arguments.of(new TypeToken<byte[][]>() {}, "byte[][]"),
        Arguments.of(new TypeToken<Item[]>() {}, "com.acme.Item[]"),
        Arguments.of(new TypeToken<List<Item>[]>() {}, "java.util.List<com.acme.Item>[]"),
        Arguments.of(new TypeToken<Object>() {}, "json"),
        Arguments.of(new TypeToken<Void>() {}, "null"),
        Arguments.of(new TypeToken<List<Item>>() {}, "java.util.List<com.acme.Item>"),
        Arguments.of(
            new TypeToken<Map<String, Object>>() {}, "java.util.Map<java.lang.String,json>"),
        Arguments.of(
            new TypeToken<Map<String, Optional<Page<Item[]>>>>() {},
            "java.util.Map<java.lang.String,java.util.Optional<com.acme.Page<com.acme.Item[]>>>"),
        Arguments.of(new TypeToken<Result.Ok<Item>>() {}, "com.acme.Result$Ok<com.acme.Item>"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void writesTypesAsText(TypeToken<?> token, String text) {
    assertThat(TypeDescriptor.of(token.type())).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsThemAsTheCompilerHasThem(TypeToken<?> token, String text) {
    Type type = TypeDescriptor.parse(text, loader);

    assertThat(type).isEqualTo(token.type());
    assertThat(token.type()).isEqualTo(type);
    assertThat(type).hasSameHashCodeAs(token.type());
  }

  @Test
  void writesTheBoundOfAWildcard() {
    assertThat(TypeDescriptor.of(new TypeToken<List<? extends Shape>>() {}.type()))
        .isEqualTo("java.util.List<com.acme.Shape>");
    assertThat(TypeDescriptor.of(new TypeToken<List<? super Item>>() {}.type()))
        .isEqualTo("java.util.List<com.acme.Item>");
    assertThat(TypeDescriptor.of(new TypeToken<List<?>>() {}.type()))
        .isEqualTo("java.util.List<json>");
  }

  @Test
  void refusesATypeVariable() {
    Type variable = Page.class.getTypeParameters()[0];

    assertThatThrownBy(() -> TypeDescriptor.of(variable))
        .isInstanceOfSatisfying(
            UnencodableException.class, e -> assertThat(e.isTypeUnknown()).isTrue())
        .hasMessage(
            "The type variable T stands for no type here. Pass the full type, such as new"
                + " TypeToken<List<Item>>() {} for a list.");
  }

  @Test
  void namesTheClassThatIsMissing() {
    assertThatThrownBy(() -> TypeDescriptor.parse("java.util.List<com.acme.Gone>", loader))
        .isInstanceOf(UndecodableException.class)
        .hasMessage(
            "The class com.acme.Gone of the stored type 'java.util.List<com.acme.Gone>' cannot be"
                + " loaded. Deploy a version of the application that has it.");
  }

  @Test
  void namesTheClassWhoseTypeParametersChanged() {
    assertThatThrownBy(() -> TypeDescriptor.parse("com.acme.Item<json>", loader))
        .hasMessageStartingWith("The class com.acme.Item has 0 type parameters, but");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "java.util.List<",
        "java.util.List<>",
        "java.util.List<json",
        "java.util.List<json>>",
        "int[",
        "int]",
        ",",
        "json,json"
      })
  void refusesWhatIsNoType(String text) {
    assertThatThrownBy(() -> TypeDescriptor.parse(text, loader))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("The stored type '" + text + "' is not understood.");
  }
}
