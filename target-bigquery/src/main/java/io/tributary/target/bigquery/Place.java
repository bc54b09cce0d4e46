package io.tributary.target.bigquery;

import io.tributary.singer.config.Setting;
import java.net.URI;
import java.util.Optional;

/** Where the tables are, and who pays. */
record Place(
    @Setting("The project that holds the tables.") String project,
    @Setting("The project that jobs run in and are billed to. By default the one of the tables.")
        Optional<String> billingProject,
    @Setting(
            value = "The dataset that holds the tables. It is made if it is not there.",
            aliases = "default_target_schema")
        String dataset,
    @Setting(
            "The location, such as EU or europe-west3: of the dataset if it has to be made, and of"
                + " the jobs. By default where the dataset is, or US.")
        Optional<String> location,
    @Setting(
            "The address of the API, for private access or an emulator. http is for addresses on"
                + " this machine only.")
        Optional<URI> apiEndpoint,
    @Setting(
            "The address of the Storage Write API, for private access or an emulator, such as"
                + " http://localhost:9060. http is for addresses on this machine only.")
        Optional<URI> storageEndpoint) {
  static final String DEFAULT_LOCATION = "US";

  Place {
    if (!project.matches("[A-Za-z0-9.:-]+")) {
      throw new IllegalArgumentException("project is not the id of a project, such as my-project");
    }
    if (billingProject.filter(id -> !id.matches("[A-Za-z0-9.:-]+")).isPresent()) {
      throw new IllegalArgumentException(
          "billing_project is not the id of a project, such as my-project");
    }
    if (!dataset.matches("[A-Za-z0-9_]{1,1024}")) {
      throw new IllegalArgumentException(
          "dataset is not a name of letters, digits and underscores, without the project");
    }
    if (location.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("location is empty");
    }
    apiEndpoint.ifPresent(it -> check("api_endpoint", it, "https://bigquery.googleapis.com"));
    storageEndpoint.ifPresent(
        it -> check("storage_endpoint", it, "https://bigquerystorage.googleapis.com"));
  }

  /** Refuses an address that is none, or that shows to others what is sent. */
  static void check(String setting, URI address, String example) {
    boolean isPlain = isPlain(address);
    if (address.getHost() == null || !(isPlain || "https".equals(address.getScheme()))) {
      throw new IllegalArgumentException(setting + " is not an address such as " + example);
    }
    if (isPlain && !isHere(address)) {
      throw new IllegalArgumentException(
          setting
              + " is http, by which everyone on the way could read it; it is for addresses on this"
              + " machine");
    }
  }

  /** Whether all that is sent to the API stays on this machine. */
  boolean isHere() {
    return apiEndpoint.filter(Place::isHere).isPresent();
  }

  /** Whether all that is sent to the Storage Write API stays on this machine. */
  boolean storesHere() {
    return storageEndpoint.filter(Place::isHere).isPresent();
  }

  static boolean isHere(URI address) {
    String host = String.valueOf(address.getHost());
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Whether whoever is on the way could read what is sent to the API. */
  boolean isPlain() {
    return apiEndpoint.filter(Place::isPlain).isPresent();
  }

  /** Whether whoever is on the way could read what is sent to the Storage Write API. */
  boolean storesPlain() {
    return storageEndpoint.filter(Place::isPlain).isPresent();
  }

  static boolean isPlain(URI address) {
    return "http".equals(address.getScheme());
  }

  /** Whose quota and bill the jobs are. */
  String payer() {
    return billingProject.orElse(project);
  }
}
