package io.tributary.target.bigquery.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.UnavailableException;
import com.google.auth.Retryable;
import io.grpc.Status;
import io.tributary.target.bigquery.write.WriteFailure.Remedy;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteFailureTest {
  /** What gRPC makes of a token that is not handed out. */
  @ParameterizedTest
  @CsvSource({"true, UNAVAILABLE, AGAIN", "false, UNAUTHENTICATED, NOTHING"})
  void asksAgainForATokenOnlyIfThatMayHelp(boolean isRetryable, Status.Code code, Remedy remedy) {
    Throwable thrown =
        Status.UNAVAILABLE
            .withDescription("Credentials failed to obtain metadata")
            .withCause(new NoToken(isRetryable))
            .asRuntimeException();
    GrpcStatusCode status = GrpcStatusCode.of(Status.Code.UNAVAILABLE);

    WriteFailure failure =
        WriteFailure.of(new UnavailableException(thrown, status, true), "CreateWriteStream", -1);

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.remedy()).isEqualTo(remedy);
    assertThat(failure).hasMessageContaining("metadata: no token");
  }

  private static final class NoToken extends IOException implements Retryable {
    private static final long serialVersionUID = 1L;
    private final boolean isRetryable;

    private NoToken(boolean isRetryable) {
      super("no token");
      this.isRetryable = isRetryable;
    }

    @Override
    public boolean isRetryable() {
      return isRetryable;
    }

    @Override
    public int getRetryCount() {
      return 0;
    }
  }
}
