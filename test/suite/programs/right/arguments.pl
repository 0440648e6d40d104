# Takes the id, the name and the description as arguments.
use strict;
use warnings;
use Encode qw(decode);
use HTTP::Tiny;
use JSON::PP;

my ($id, $name, $description) = map { decode('UTF-8', $_) } @ARGV;
my $response = HTTP::Tiny->new(timeout => 20)->post("$ENV{GRAPH_URL}/v1.0/external/connections", {
    headers => {
        'Authorization' => "Bearer $ENV{GRAPH_ACCESS_TOKEN}",
        'Content-Type'  => 'application/json',
    },
    content => JSON::PP->new->utf8->encode({ id => $id, name => $name, description => $description }),
});
# Status 599 is its own: there was no response.
die "Graph returned $response->{status} $response->{reason}: $response->{content}\n" if $response->{status} != 201;
