package dev.holdfast.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Gives the migration scripts to Flyway in the words of a database. */
final class SchemaScripts implements ResourceProvider {

  /** The folder of the scripts on the class path. */
  static final String FOLDER = "dev/holdfast/migration";

  private final Map<String, LoadableResource> scripts = new TreeMap<>();

  private SchemaScripts() {}

  /** Reads scripts by their file names. */
  static SchemaScripts read(List<String> names, SchemaWords words) {
    SchemaScripts scripts = new SchemaScripts();
    names.forEach(name -> scripts.scripts.put(name, new Script(name, words.of(text(name)))));
    return scripts;
  }

  /** Returns the text of a script as it is stored. */
  static String text(String name) {
    String path = FOLDER + "/" + name;
    try (@Nullable InputStream in =
        SchemaScripts.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("There is no migration script " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.get(name);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.entrySet().stream()
        .filter(it -> it.getKey().startsWith(prefix))
        .filter(it -> Arrays.stream(suffixes).anyMatch(it.getKey()::endsWith))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Is a script that is not a file. */
  private static final class Script extends LoadableResource {

    private final String name;
    private final String text;

    Script(String name, String text) {
      this.name = name;
      this.text = text;
    }

    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + "/" + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
