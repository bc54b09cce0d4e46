package io.tributary.target.bigquery.bucket;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.FileContent;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import com.google.auth.oauth2.GoogleCredentials;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bucket of Cloud Storage, through which files go on their way. Used by one thread. */
public final class Bucket {
  private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int MISSING = 404;
  private static final int UNLIKE = 412;

  private final String name;
  private final Storage storage;

  /**
   * @param address where Cloud Storage is, if not where Google has it
   * @param credentials who signs in, if anybody
   */
  public Bucket(String name, Optional<URI> address, Optional<GoogleCredentials> credentials) {
    this.name = name;
    Storage.Builder builder =
        new Storage.Builder(
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                new PatientRequests(credentials))
            .setApplicationName("tributary");
    address.ifPresent(it -> builder.setRootUrl(it.toString().replaceAll("/*$", "/")));
    this.storage = builder.build();
  }

  /**
   * Puts a file there, under a name that nothing has yet.
   *
   * @return where it is, as BigQuery wants it said
   * @throws SingerException.Destination if it cannot be done, also after several attempts
   */
  public String put(String object, Path file) {
    try {
      Storage.Objects.Insert insert =
          storage
              .objects()
              .insert(
                  name,
                  new StorageObject().setName(object),
                  new FileContent("application/gzip", file.toFile()));
      insert.setIfGenerationMatch(0L);
      insert.getMediaHttpUploader().setDisableGZipContent(true);
      insert.execute();
    } catch (HttpResponseException e) {
      if (e.getStatusCode() != UNLIKE || !isThere(object, file)) {
        throw failed(object, e);
      }
      LOG.info("a file was sent already, though the answer was lost object={}", object);
    } catch (IOException e) {
      throw failed(object, e);
    }
    return "gs://" + name + "/" + object;
  }

  /** Whether what is there is the file, whose name nobody else gives: its answer was lost. */
  private boolean isThere(String object, Path file) {
    try {
      StorageObject there = storage.objects().get(name, object).execute();
      return there.getSize() != null && there.getSize().longValue() == Files.size(file);
    } catch (HttpResponseException e) {
      return false;
    } catch (IOException e) {
      throw failed(object, e);
    }
  }

  /** Removes a file. What cannot be removed stays, and is told of. */
  public void remove(String object) {
    try {
      storage.objects().delete(name, object).execute();
    } catch (IOException e) {
      if (!(e instanceof HttpResponseException answer) || answer.getStatusCode() != MISSING) {
        LOG.warn("a file stays in the bucket bucket={} object={}", name, object);
      }
    }
  }

  private SingerException.Destination failed(String object, IOException e) {
    int status = e instanceof HttpResponseException answer ? answer.getStatusCode() : 0;
    String words = words(e);
    String sentence =
        switch (status) {
          case 0 -> "Cloud Storage cannot be reached, also after several attempts: " + words;
          case UNAUTHENTICATED ->
              "Cloud Storage does not accept the credentials, or not any longer: " + words;
          case FORBIDDEN ->
              "whoever signs in may not do that: "
                  + words
                  + " (roles/storage.objectUser on the bucket is enough)";
          case MISSING -> "there is no such bucket; make it, or correct `staging_bucket`: " + words;
          case UNLIKE -> "there is something else of that name: " + words;
          default -> words;
        };
    return new SingerException.Destination(
        "the bucket " + name + ": " + sentence + " (object " + object + ")", e);
  }

  /** What Cloud Storage says, in one line, without the address that was asked. */
  private static String words(IOException e) {
    String words = e.getMessage();
    if (e instanceof GoogleJsonResponseException answer && answer.getDetails() != null) {
      words = answer.getDetails().getMessage();
    } else if (e instanceof HttpResponseException answer) {
      words = answer.getStatusCode() + " " + answer.getStatusMessage();
    }
    return String.valueOf(words).replaceAll("\\s*\\n\\s*", " ").strip().replaceAll("[.]+$", "");
  }
}
