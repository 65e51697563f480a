using System.Reflection;
using System.Runtime.CompilerServices;
using StsSim.Operations.Sts;

namespace StsSim.Architecture.Tests;

public sealed class OperationTests
{
    private static readonly Type[] Operations =
        [.. typeof(StsOperation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StsOperation)) && !type.IsAbstract)];

    public static TheoryData<string> Names { get; } = [.. Operations.Select(type => type.Name)];

    [Fact]
    public void There_are_operations() => Assert.Contains("GetFederationToken", Operations.Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_bears_its_name_on_the_wire_in_its_class_and_in_its_file(string name)
    {
        Type type = Operations.Single(operation => operation.Name == name);
        ConstructorInfo constructor = Assert.Single(type.GetConstructors());
        object?[] nothing = [.. constructor.GetParameters().Select(parameter => NothingOf(parameter.ParameterType))];
        var operation = (StsOperation)constructor.Invoke(nothing);

        Assert.Equal(name, operation.Name);
        Assert.Equal(name, System.Text.Encoding.ASCII.GetString(operation.Utf8Name.Span));
        string file = Assert.Single(Repository.Sources("src"), path => Path.GetFileNameWithoutExtension(path) == name);
        Assert.Equal($"src/StsSim.Operations/Sts/{name}.cs", Repository.Relative(file));
        Assert.Equal([name], Repository.TypesIn(file));
    }

    [Fact]
    public void Every_operation_is_registered()
    {
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        StsSim.Operations.OperationsServices.AddStsOperations(services);

        Assert.Equal(
            Operations.Select(type => type.Name).Order(StringComparer.Ordinal),
            services.Where(service => service.ServiceType == typeof(StsOperation)).Select(service => service.ImplementationType!.Name).Order(StringComparer.Ordinal));
    }

    // An operation asks nothing of what it is made with before it is called.
    private static object? NothingOf(Type type) => type.IsValueType ? RuntimeHelpers.GetUninitializedObject(type) : null;
}
