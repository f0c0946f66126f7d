package dev.holdfast.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import dev.holdfast.web.openapi.SourceComments.Comment;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes schemas of the records of {@link dev.holdfast.web.schema}: a component is required unless
 * it is optional, and may be null only when it is nullable. What comments say goes with it.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // as the library has it
final class RecordConverter implements ModelConverter {

  private final SourceComments comments;

  RecordConverter(SourceComments comments) {
    this.comments = comments;
  }

  @Override
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    JavaType java = Json31.mapper().constructType(type.getType());
    Class<?> raw = java.getRawClass();
    if (raw == Object.class) {
      return new JsonSchema();
    }
    if (raw.isEnum()) {
      return words(raw);
    }
    if (raw.isRecord()) {
      return defined(raw, type.isResolveAsRef(), context);
    }
    return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
  }

  private static Schema words(Class<?> type) {
    Schema<Object> schema = new JsonSchema();
    schema.addType("string");
    Arrays.stream(type.getEnumConstants())
        .map(RecordConverter::word)
        .forEach(schema::addEnumItemObject);
    return schema;
  }

  /** Returns the word that stands for a constant over the wire. */
  private static Object word(Object constant) {
    try {
      return constant.getClass().getMethod("wireName").invoke(constant);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constant.getClass() + " has no words for the wire", e);
    }
  }

  private Schema defined(Class<?> type, boolean asReference, ModelConverterContext context) {
    String name = name(type);
    @Nullable Schema known = context.getDefinedModels().get(name);
    Schema schema = known != null ? known : define(name, type, context);
    return asReference ? new JsonSchema().$ref("#/components/schemas/" + name) : schema;
  }

  private Schema define(String name, Class<?> type, ModelConverterContext context) {
    Comment comment = comments.of(type);
    Schema<Object> schema = new JsonSchema();
    schema.setName(name);
    schema.addType("object");
    schema.setDescription(sentence(comment.text()));
    for (RecordComponent component : type.getRecordComponents()) {
      Schema property = property(component, context);
      property.setDescription(comment.parameters().get(component.getName()));
      schema.addProperty(component.getName(), property);
      if (component.getType() != Optional.class) {
        schema.addRequiredItem(component.getName());
      }
    }
    describe(name, type, schema);
    context.defineModel(name, schema);
    return schema;
  }

  private static void describe(String name, Class<?> type, Schema<Object> schema) {
    if (name.endsWith("Body")) {
      schema.setAdditionalProperties(false);
    }
    io.swagger.v3.oas.annotations.media.@Nullable Schema said =
        type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    if (said == null) {
      return;
    }
    if (said.additionalProperties()
        == io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue.TRUE) {
      schema.setAdditionalProperties(true);
    }
    if (!said.example().isEmpty()) {
      schema.setExamples(List.of(json(said.example())));
    }
  }

  private static Schema property(RecordComponent component, ModelConverterContext context) {
    java.lang.reflect.AnnotatedType type = component.getAnnotatedType();
    if (component.getType() == Optional.class) {
      type = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0];
    }
    Schema resolved =
        context.resolve(
            new AnnotatedType(type.getType())
                .ctxAnnotations(component.getAccessor().getAnnotations())
                .schemaProperty(true)
                .propertyName(component.getName())
                .resolveAsRef(true));
    // The library hands out the same schema for the same type; what follows belongs to this one.
    Schema schema = stated(component, AnnotationsUtils.clone(resolved, true));
    return type.isAnnotationPresent(Nullable.class) ? nullable(schema) : schema;
  }

  /** Adds what converters of ours leave out: types and defaults stated with the component. */
  private static Schema stated(RecordComponent component, Schema schema) {
    io.swagger.v3.oas.annotations.media.@Nullable Schema said =
        component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    if (said == null) {
      return schema;
    }
    if (said.types().length > 0) {
      schema.setTypes(new LinkedHashSet<>(List.of(said.types())));
    }
    if (!said.defaultValue().isEmpty() && schema.getDefault() == null) {
      schema.setDefault(said.defaultValue());
    }
    return schema;
  }

  private static Schema nullable(Schema schema) {
    if (schema.get$ref() != null) {
      return new JsonSchema().anyOf(List.of(schema, new JsonSchema().types(Set.of("null"))));
    }
    if (schema.getTypes() != null) { // else anything goes
      schema.addType("null");
    }
    return schema;
  }

  /** Makes a sentence about a type one about the thing itself. */
  private static String sentence(String text) {
    String rest = text.startsWith("Is ") ? text.substring(3) : text;
    return rest.isEmpty() ? rest : Character.toUpperCase(rest.charAt(0)) + rest.substring(1);
  }

  private static String name(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class))
        .map(io.swagger.v3.oas.annotations.media.Schema::name)
        .filter(name -> !name.isEmpty())
        .orElse(type.getSimpleName());
  }

  private static Object json(String text) {
    try {
      return Json31.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An example is not JSON: " + text, e);
    }
  }
}
