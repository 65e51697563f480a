using k8s;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>
/// Reads manifests into the typed model of Kubernetes, as strictly as an API server does with field validation: unknown
/// fields, duplicate keys and values of another type are refused.
/// </summary>
public static class ManifestReader
{
    /// <exception cref="InvalidManifestException">An API server would refuse it.</exception>
    public static IReadOnlyList<Manifest> ReadFile(string path) => Read(File.ReadAllText(path), Repository.Relative(path));

    /// <param name="file">What the text is called in what is said of it.</param>
    /// <exception cref="InvalidManifestException">An API server would refuse it.</exception>
    public static IReadOnlyList<Manifest> Read(string yaml, string file)
    {
        try
        {
            List<object> objects = KubernetesYaml.LoadAllFromString(yaml, strict: true);
            YamlDocument[] documents = [.. DocumentsOf(yaml)];
            if (objects.Count == 0 || objects.Count != documents.Length)
            {
                throw new InvalidManifestException($"{file}: {objects.Count} objects in {documents.Length} documents.");
            }

            return [.. objects.Zip(documents, (read, document) => Checked(read, document, file))];
        }
        catch (YamlException unreadable)
        {
            throw new InvalidManifestException($"{file}{unreadable.Start}: {unreadable.Message} {unreadable.InnerException?.Message}", unreadable);
        }
        catch (KeyNotFoundException unknown)
        {
            throw new InvalidManifestException($"{file} has an object of no known apiVersion and kind: {unknown.Message}", unknown);
        }
    }

    private static Manifest Checked(object read, YamlDocument document, string file)
    {
        ManifestTypes.Check(document.RootNode, read.GetType(), file);
        return read is IKubernetesObject<V1ObjectMeta> { Metadata.Name.Length: > 0 } named
            ? new Manifest(file, named)
            : throw new InvalidManifestException($"{file} has an object without a name.");
    }

    private static IEnumerable<YamlDocument> DocumentsOf(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));

        // A file that begins with a separator after its comments has an empty document before it.
        return stream.Documents.Where(document => document.RootNode is not YamlScalarNode { Value: null or "" });
    }
}
