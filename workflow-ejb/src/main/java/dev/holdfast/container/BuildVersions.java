package dev.holdfast.container;

import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Tells the build identity of an application: the version of its package as the manifest has it,
 * else that of its archive, else {@code unversioned}.
 */
final class BuildVersions {

  String of(Class<?> type) {
    @Nullable String version = type.getPackage().getImplementationVersion();
    if (version != null) {
      return version;
    }
    @Nullable String archived = ofArchive(type);
    return archived == null ? "unversioned" : archived;
  }

  private static @Nullable String ofArchive(Class<?> type) {
    @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    try (InputStream file = source.getLocation().openStream();
        JarInputStream archive = new JarInputStream(file)) {
      @Nullable Manifest manifest = archive.getManifest();
      return manifest == null
          ? null
          : manifest.getMainAttributes().getValue("Implementation-Version");
    } catch (IOException e) {
      return null; // not an archive that can be read as a stream, such as an exploded one
    }
  }
}
