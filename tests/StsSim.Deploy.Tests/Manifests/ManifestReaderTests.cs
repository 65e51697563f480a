using k8s.Models;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>That the reader is as strict as the other tests take it to be.</summary>
public sealed class ManifestReaderTests
{
    private const string Job = """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: load-test
          labels:
            app: "1"
        spec:
          parallelism: 4
          template:
            spec:
              restartPolicy: Never
              enableServiceLinks: false
              containers:
                - name: worker
                  args: ["1", 15m]
                  resources:
                    limits:
                      cpu: 2
                      memory: 1Gi
        """;

    [Fact]
    public void What_an_API_server_takes_is_read()
    {
        var job = Assert.IsType<V1Job>(Assert.Single(ManifestReader.Read(Job, "job.yaml")).Content);

        Assert.Equal(4, job.Spec.Parallelism);
        Assert.Equal(["1", "15m"], job.Spec.Template.Spec.Containers.Single().Args);
    }

    [Theory]
    [InlineData("parallelism: 4", "paralelism: 4", "'paralelism' not found")]
    [InlineData("spec:\n  p", "specs:\n  p", "'specs' not found")]
    [InlineData("restartPolicy", "restartpolicy", "'restartpolicy' not found")]
    [InlineData("memory: 1Gi", "memory: 1Gib", "quantity")]
    [InlineData("kind: Job", "kind: Jobb", "Jobb")]
    [InlineData("batch/v1", "batch/v9", "batch/v9")]
    [InlineData("name: load-test", "name: load-test\n  name: twice", "duplicate key")]
    [InlineData("name: load-test\n", "\n", "without a name")]
    [InlineData("parallelism: 4", "parallelism: four", "four")]
    [InlineData("parallelism: 4", "parallelism: \"4\"", "must be of type Int32")]
    [InlineData("parallelism: 4", "parallelism: 4.5", "4.5")]
    [InlineData("enableServiceLinks: false", "enableServiceLinks: \"false\"", "must be of type Boolean")]
    [InlineData("enableServiceLinks: false", "enableServiceLinks: no", "must be of type Boolean")]
    [InlineData("[\"1\", 15m]", "[1, 15m]", "must be of type String")]
    [InlineData("[\"1\", 15m]", "1", "String")]
    [InlineData("app: \"1\"", "app: 1", "must be of type String")]
    [InlineData("app: \"1\"", "app: true", "must be of type String")]
    [InlineData("app: \"1\"", "app: yes", "must be of type String")]
    public void A_mistake_is_refused(string right, string wrong, string sentence)
    {
        string yaml = Job.ReplaceLineEndings("\n");
        Assert.Contains(right, yaml, StringComparison.Ordinal);

        InvalidManifestException refused = Assert.Throws<InvalidManifestException>(
            () => ManifestReader.Read(yaml.Replace(right, wrong, StringComparison.Ordinal), "job.yaml"));

        Assert.Contains(sentence, refused.Message, StringComparison.OrdinalIgnoreCase);
    }
}
