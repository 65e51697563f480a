using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Operations;
using StsSim.Operations.Iam;
using StsSim.Operations.Sts;

namespace StsSim.Architecture.Tests;

public sealed class OperationTests
{
    private static readonly Type[] Operations =
        [.. typeof(AwsOperation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AwsOperation)) && !type.IsAbstract)];

    public static TheoryData<string> Names { get; } = [.. Operations.Select(type => type.Name)];

    [Theory]
    [InlineData("GetFederationToken", typeof(StsOperation))]
    [InlineData("CreateOpenIDConnectProvider", typeof(IamOperation))]
    public void There_are_operations_of_both_services(string name, Type service) =>
        Assert.Contains(Operations, type => type.Name == name && type.IsSubclassOf(service));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_bears_its_name_on_the_wire_in_its_class_and_in_its_file(string name)
    {
        Type type = Operations.Single(operation => operation.Name == name);
        AwsOperation operation = Create(type);

        Assert.Equal(name, operation.Name);
        Assert.Equal(name, Encoding.ASCII.GetString(operation.Utf8Name.Span));
        string file = Assert.Single(Repository.Sources("src"), path => Path.GetFileNameWithoutExtension(path) == name);
        Assert.Equal([name], Repository.TypesIn(file));

        // STS is one room; IAM has a folder for each kind of thing its operations are about.
        string place = operation.Service == "sts" ? @"Sts" : @"Iam/[A-Z]\w+";
        Assert.Matches($@"^src/StsSim\.Operations/{place}/{name}\.cs$", Repository.Relative(file));
    }

    [Theory]
    [InlineData(typeof(StsOperation), "sts")]
    [InlineData(typeof(IamOperation), "iam")]
    public void Every_operation_is_registered_for_its_service(Type kind, string service)
    {
        var services = new ServiceCollection();
        OperationsServices.AddStsOperations(services);

        Assert.Equal(
            Operations.Where(type => Create(type).Service == service).Select(type => type.Name).Order(StringComparer.Ordinal),
            services.Where(registered => registered.ServiceType == kind).Select(registered => registered.ImplementationType!.Name).Order(StringComparer.Ordinal));
    }

    private static AwsOperation Create(Type type)
    {
        ConstructorInfo constructor = Assert.Single(type.GetConstructors());
        return (AwsOperation)constructor.Invoke([.. constructor.GetParameters().Select(parameter => NothingOf(parameter.ParameterType))]);
    }

    // An operation asks nothing of what it is made with before it is called.
    private static object? NothingOf(Type type) => type.IsValueType ? RuntimeHelpers.GetUninitializedObject(type) : null;
}
