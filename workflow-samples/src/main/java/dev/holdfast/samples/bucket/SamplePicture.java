package dev.holdfast.samples.bucket;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Puts a picture into the bucket at start, so that the first try finds one. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class SamplePicture {

  /** The key of the picture. */
  public static final String KEY = "samples/harbour.png";

  private static final System.Logger LOG = System.getLogger(SamplePicture.class.getName());

  @Inject private Bucket bucket;

  @PostConstruct
  void putIfAbsent() {
    putIfAbsent(bucket);
  }

  static void putIfAbsent(Bucket bucket) {
    try {
      if (bucket.find(KEY).isEmpty()) {
        bucket.put(KEY, content());
      }
    } catch (IOException e) {
      // A folder that cannot be written is no reason to refuse the whole application.
      LOG.log(System.Logger.Level.WARNING, "Sample picture " + KEY + " was not stored", e);
    }
  }

  static byte[] content() {
    try (InputStream picture = SamplePicture.class.getResourceAsStream("harbour.png")) {
      if (picture == null) {
        throw new IllegalStateException("harbour.png is missing from the samples' archive");
      }
      return picture.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
