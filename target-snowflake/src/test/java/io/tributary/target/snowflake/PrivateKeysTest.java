package io.tributary.target.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PrivateKeysTest {
  /** The object identifier 1.2.840.113549.1.5.13. */
  private static final byte[] PBES2 = HexFormat.of().parseHex("06092a864886f70d01050d");

  private PrivateKey key = generated();

  @TempDir private Path folder;

  @BeforeAll
  void generate() {
    key = generated();
  }

  private static PrivateKey generated() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readsAKeyInPem() {
    assertThat(read(credentials("private_key", pem("PRIVATE KEY", key.getEncoded()))))
        .isEqualTo(key);
  }

  @Test
  void readsAKeyWhoseLinesAnEnvironmentVariableLost() {
    String lines = pem("PRIVATE KEY", key.getEncoded());

    assertThat(read(credentials("private_key", lines.replace("\n", "\\n")))).isEqualTo(key);
    assertThat(
            read(credentials("private_key", Base64.getEncoder().encodeToString(key.getEncoded()))))
        .isEqualTo(key);
  }

  @Test
  void readsAKeyFromItsFile() throws IOException {
    Path file = folder.resolve("key.p8");
    Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));

    assertThat(read(credentials("private_key_path", file.toString()))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PBEWithHmacSHA256AndAES_256", "PBEWithHmacSHA1AndAES_128"})
  void readsAKeyThatIsEncrypted(String algorithm) throws Exception {
    ObjectNode credentials =
        credentials("private_key", pem("ENCRYPTED PRIVATE KEY", encrypted(algorithm)));

    assertThat(read(credentials.put("private_key_passphrase", "open sesame"))).isEqualTo(key);
    assertThatThrownBy(() -> read(credentials.put("private_key_passphrase", "wrong")))
        .isInstanceOf(SingerException.Config.class)
        .hasMessage("private_key_passphrase: does not open the private key");
    credentials.remove("private_key_passphrase");
    assertThatThrownBy(() -> read(credentials))
        .hasMessage("private_key: is encrypted; give private_key_passphrase as well");
  }

  @Test
  void saysWhatIsWrongWithAKey() {
    assertThatThrownBy(() -> read(credentials("private_key", "nonsense")))
        .hasMessage("private_key: is not an RSA key in PKCS#8");
    assertThatThrownBy(
            () -> read(credentials("private_key", pem("RSA PRIVATE KEY", key.getEncoded()))))
        .hasMessageStartingWith("private_key: is not in PKCS#8; openssl pkcs8");
    assertThatThrownBy(() -> read(credentials("private_key_path", "/nowhere/key.p8")))
        .hasMessage("private_key_path: /nowhere/key.p8 does not exist");
  }

  private byte[] encrypted(String algorithm) throws GeneralSecurityException, IOException {
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec("open sesame".toCharArray())));
    byte[] sealed = cipher.doFinal(key.getEncoded());
    byte[] algorithmId = der(0x30, PBES2, cipher.getParameters().getEncoded());
    return der(0x30, algorithmId, der(0x04, sealed));
  }

  /** A tag, the length, and what is inside. */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream inside = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      inside.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (inside.size() >= 128) {
      all.write(0x82);
      all.write(inside.size() >> 8);
    }
    all.write(inside.size());
    all.writeBytes(inside.toByteArray());
    return all.toByteArray();
  }

  private static String pem(String kind, byte[] der) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }

  private static ObjectNode credentials(String setting, String value) {
    return Json.MAPPER.createObjectNode().put("user", "LOADER").put(setting, value);
  }

  private static PrivateKey read(ObjectNode credentials) {
    return PrivateKeys.of(ConfigReader.read(credentials, Credentials.class));
  }
}
